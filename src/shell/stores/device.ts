import { defineStore } from 'pinia';
import { ref } from 'vue';

/** What the device knows of itself: connectivity and width. One set of listeners for the page. */
export const useDevice = defineStore('device', () => {
  const online = ref(navigator.onLine);
  const narrow = matchMedia('(max-width: 767px)');
  const isPhone = ref(narrow.matches);
  addEventListener('online', () => (online.value = true));
  addEventListener('offline', () => (online.value = false));
  narrow.addEventListener('change', (event) => (isPhone.value = event.matches));
  return { online, isPhone };
});
