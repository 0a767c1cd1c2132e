import { defineStore } from 'pinia';
import { ref } from 'vue';

/** What the device knows of itself: its width. Connectivity is the query client's to know. */
export const useDevice = defineStore('device', () => {
  const narrow = matchMedia('(max-width: 767px)');
  const isPhone = ref(narrow.matches);
  narrow.addEventListener('change', (event) => (isPhone.value = event.matches));
  return { isPhone };
});
